using System.Globalization;
using System.Text.Json;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Vectors;

/// <summary>
/// Reference values that lie beside the repository (../shared/vectors) or under MODELCI_SHARED. They are no part of it: tests that need
/// them are skipped where they are absent.
/// </summary>
internal static class SharedVectors
{
    /// <summary>The root of a file; skips the running test where it is absent.</summary>
    public static JsonElement Read(string name)
    {
        foreach (var root in Roots())
        {
            var file = Path.Combine(root, "vectors", name + ".json");
            if (!File.Exists(file)) continue;
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            return document.RootElement.Clone();
        }
        Assert.Ignore($"shared vectors '{name}' not present");
        return default;
    }

    /// <summary>The cases of a file; a file that says how many it has must have them.</summary>
    public static IReadOnlyList<JsonElement> Cases(string name)
    {
        var root = Read(name);
        var cases = root.GetProperty("cases").EnumerateArray().ToArray();
        Assert.That(cases, Has.Length.EqualTo(root.GetProperty("count").GetInt32()).And.Length.GreaterThan(0));
        return cases;
    }

    /// <summary>A number, or a string that holds one.</summary>
    public static double Number(this JsonElement element, string property)
    {
        var value = element.GetProperty(property);
        return value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble();
    }

    /// <summary>A whole number.</summary>
    public static long Whole(this JsonElement element, string property) => element.GetProperty(property).GetInt64();

    /// <summary>A text.</summary>
    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    /// <summary>An array of numbers.</summary>
    public static double[] Numbers(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray().Select(value => value.GetDouble())];

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("MODELCI_SHARED") is { Length: > 0 } given) yield return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared");
    }
}
