"""Speed, as ratios taken in one run. Each module has `measure()`: a list of bars (`benchmarks.bar.Bar`)."""
