using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ModelCI.Core.Reports;

namespace ModelCI.Cli.Tests.Reporting;

/// <summary>What the documentation of Core's report types says of their members, for editors.</summary>
internal static partial class Descriptions
{
    private static readonly Dictionary<string, XElement> Types = XDocument.Load(Path.ChangeExtension(typeof(GateReport).Assembly.Location, ".xml")).Descendants("member")
        .Where(member => member.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal)).ToDictionary(member => member.Attribute("name")!.Value[2..]);

    /// <summary>Adds them to a schema, for the type and the types of its members.</summary>
    public static void AddTo(JsonObject schema, Type type)
    {
        if (schema["properties"] is not JsonObject properties || !Types.TryGetValue(type.FullName!, out var documented)) return;
        foreach (var property in type.GetProperties())
        {
            var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            if (properties[name] is not JsonObject member) continue;
            var inner = property.PropertyType;
            var element = inner.IsGenericType && inner.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? inner.GenericTypeArguments[0] : null;
            var text = documented.Elements("param").FirstOrDefault(param => param.Attribute("name")!.Value == property.Name);
            var summary = Types.GetValueOrDefault((element ?? inner).FullName ?? "")?.Element("summary");
            if ((text ?? summary) is { } words && !member.ContainsKey("$ref")) member.Insert(0, "description", Plain(words));
            if (element is not null && member["items"] is JsonObject items) AddTo(items, element);
            else AddTo(member, inner);
        }
    }

    private static string Plain(XElement element) => Blanks().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"'{code.Value}'",
        XElement reference when (reference.Attribute("cref") ?? reference.Attribute("name")) is { } name => name.Value.Split('.')[^1],
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
