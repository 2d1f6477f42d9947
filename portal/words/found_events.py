"""What happened to findings, actions and minutes, each in a sentence."""

OF_FINDINGS = {
    "action-added": "Something to be done was added to a plan that is not sent.",
    "action-changed": "Something to be done was changed in a plan that is not sent.",
    "action-closed": "An action was closed.",
    "action-done": "An action was said to be done.",
    "action-given": "An action was given.",
    "action-removed": "Something to be done was taken out of a plan that is not sent.",
    "action-returned": "An action was given back: something is still to be done.",
    "finding-added": "A finding of a visit was written down.",
    "finding-answered": "What the partner said of a finding was answered.",
    "finding-changed": "A finding that is not sent was changed.",
    "finding-commented": "The partner commented on a finding.",
    "finding-decided": "Somebody who took no part decided about a finding.",
    "finding-disputed": "The partner differs about a finding.",
    "finding-removed": "A finding that was not sent was taken away.",
    "finding-sent": "A finding of a visit was sent to the partner.",
    "minutes-downloaded": "The minutes of a meeting were downloaded.",
    "minutes-kept": "Minutes of a meeting were written.",
    "plan-target-met": "By a corrected figure the target that an action plan is about was met after all.",
    "plan-target-missed": "By a corrected figure the target that an action plan is about is missed.",
    "plan-target-unknown": "By a corrected figure it is open again whether the target of a plan is met.",
    "plan-sent": "What a visit found was sent with what is to be done.",
}
"""By the event's name. The words of those who wrote are not said: they stand on the pages themselves."""
