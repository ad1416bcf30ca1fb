"""The walk: one applicant, from consent to submit. Steps and fields are data (`steps`), drawn by one renderer.

`state` holds what is known of the case, `walk` is the screen, `keeper` saves every field, `review` puts the papers
side by side, `dialogs` ask for reasons and passwords.
"""
