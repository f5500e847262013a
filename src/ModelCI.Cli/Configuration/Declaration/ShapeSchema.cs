using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ModelCI.Cli.Configuration.Declaration;

/// <summary>A shape in the words of JSON Schema.</summary>
internal static class ShapeSchema
{
    public static JsonObject Of(ValueShape shape) => shape switch
    {
        ValueShape.Text text => Text(text),
        ValueShape.Word word => new JsonObject { ["enum"] = Array(word.Allowed) },
        ValueShape.Integer integer => Integer(integer),
        ValueShape.Number number => Number(number),
        ValueShape.ListOf list => List(list),
        ValueShape.Mapping mapping => Mapping(mapping),
        ValueShape.Named named => Named(named),
        ValueShape.Either either => new JsonObject { ["anyOf"] = new JsonArray([.. either.Alternatives.Select(JsonNode? (alternative) => Of(alternative))]) },
        _ => throw new ArgumentException($"no schema for {shape.GetType().Name}", nameof(shape)),
    };

    /// <summary>An unquoted number or truth value is a text too where the pattern has room for one: the reader keeps a scalar's text.</summary>
    private static JsonObject Text(ValueShape.Text text)
    {
        var types = new List<string> { "string" };
        if (Regex.IsMatch("1", text.Pattern)) types.Add("number");
        if (Regex.IsMatch("true", text.Pattern)) types.Add("boolean");
        return new JsonObject { ["type"] = types.Count == 1 ? types[0] : Array(types), ["pattern"] = text.Pattern };
    }

    private static JsonObject Integer(ValueShape.Integer integer)
    {
        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = integer.Minimum, ["maximum"] = integer.Maximum };
        return integer.None is null ? schema : new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["enum"] = Array([integer.None]) }) };
    }

    private static JsonObject Number(ValueShape.Number number)
    {
        var schema = new JsonObject { ["type"] = "number" };
        if (number.Above is { } above) schema["exclusiveMinimum"] = above;
        if (number.Below is { } below) schema["exclusiveMaximum"] = below;
        if (number.NotZero) schema["not"] = new JsonObject { ["enum"] = new JsonArray(0) };
        return schema;
    }

    private static JsonObject List(ValueShape.ListOf list)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Of(list.Item) };
        if (list.Minimum > 0) schema["minItems"] = list.Minimum;
        if (list.Maximum is { } maximum) schema["maxItems"] = maximum;
        if (list.Unique) schema["uniqueItems"] = true;
        return schema;
    }

    private static JsonObject Mapping(ValueShape.Mapping mapping)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(mapping.Keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Key(key)))),
        };
        var required = mapping.Keys.Where(key => key.Required).Select(key => key.Name).ToArray();
        if (required.Length > 0) schema["required"] = Array(required);
        return schema;
    }

    private static JsonObject Named(ValueShape.Named named)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["patternProperties"] = new JsonObject { [named.NamePattern] = Of(named.Value) },
        };
        if (named.Minimum > 0) schema["minProperties"] = named.Minimum;
        if (named.Maximum is { } maximum) schema["maxProperties"] = maximum;
        return schema;
    }

    private static JsonObject Key(ConfigurationKey key)
    {
        var schema = new JsonObject { ["description"] = key.Description };
        foreach (var (name, value) in Of(key.Shape)) schema[name] = value?.DeepClone();
        if (key.Default is { } standard) schema["default"] = Typed(key.Shape, standard);
        return schema;
    }

    private static JsonNode? Typed(ValueShape shape, string value) =>
        shape is ValueShape.Number || (shape is ValueShape.Integer integer && value != integer.None) ? JsonNode.Parse(value) : JsonValue.Create(value);

    private static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(JsonNode? (value) => JsonValue.Create(value))]);
}
