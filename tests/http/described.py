"""The API's description of itself, and whether an answer is what it describes."""
import jsonschema


def _closed(value):
    """A copy of schemas that refuse members they do not name: what is described may grow, so that
    programs pass over what they do not know; what is there today is to be described."""
    if isinstance(value, list):
        return [_closed(each) for each in value]
    if not isinstance(value, dict):
        return value
    copy = {name: _closed(each) for name, each in value.items()}
    if value.get("type") == "object" and "properties" in value:
        copy["additionalProperties"] = False
    return copy


class Description:
    def __init__(self, site):
        self.whole = site.get("/api/v1/openapi.json").json()
        self._closed = _closed(self.whole)

    def schema(self, name):
        return self.whole["components"]["schemas"][name]

    def check(self, schema, value):
        """Raises where value is not what the schema, or the one of that name, describes."""
        schema = self.schema(schema) if isinstance(schema, str) else schema
        resolver = jsonschema.RefResolver("", self._closed)
        jsonschema.Draft202012Validator(_closed(schema), resolver=resolver).validate(value)
