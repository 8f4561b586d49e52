"""Publishing of Yellow's events to Kafka (1.x)."""

from _vocabulary import observed, since
from datasurface.md.containers import HostPortPairList as _HostPortPairList
from datasurface.md.credential import Credential as _Credential
from datasurface.md.lint import UserDSLObject as _UserDSLObject

__since__: str = "0.5.1"

@observed
@since("0.5.1")
class KafkaEventPublishConfig(_UserDSLObject):
    """Makes a provider publish an event for each change it merges, under topics that start with a prefix."""

    topicPrefix: str
    bootstrapServers: _HostPortPairList | str
    credential: _Credential

    def __init__(
        self, topicPrefix: str, bootstrapServers: _HostPortPairList | str, credential: _Credential
    ) -> None: ...
