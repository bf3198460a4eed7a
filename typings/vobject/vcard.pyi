class Name:
    family: str | list[str]
    given: str | list[str]
    additional: str | list[str]
    prefix: str | list[str]
    suffix: str | list[str]
    def __init__(
        self,
        family: str | list[str] = "",
        given: str | list[str] = "",
        additional: str | list[str] = "",
        prefix: str | list[str] = "",
        suffix: str | list[str] = "",
    ) -> None: ...

class Address:
    street: str | list[str]
    city: str | list[str]
    region: str | list[str]
    code: str | list[str]
    country: str | list[str]
    box: str | list[str]
    extended: str | list[str]
