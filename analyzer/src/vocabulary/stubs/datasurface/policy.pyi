"""Policies and classifications (1.x). Was `datasurface.md.policy`."""

from datasurface.md.policy import (
    AllowDisallowPolicy as AllowDisallowPolicy,
    DataClassification as DataClassification,
    DataClassificationPolicy as DataClassificationPolicy,
    Policy as Policy,
    SimpleDC as SimpleDC,
    SimpleDCTypes as SimpleDCTypes,
    VerifyNoPrivacyDataVerify as VerifyNoPrivacyDataVerify,
)

__since__: str = "0.7.0"
__partial__: bool = True
