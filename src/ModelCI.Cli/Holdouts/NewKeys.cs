using System.Security.Cryptography;
using ModelCI.Cli.Keys;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Sealing;

namespace ModelCI.Cli.Holdouts;

/// <summary>A new pair of keys, as lines that a shell and a file of secrets understand.</summary>
internal static class NewKeys
{
    public static void Print(Terminal terminal, bool isJson)
    {
        var (encryption, order) = (New(), New());
        terminal.Result(isJson
            ? JsonText.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString(KeyRing.EncryptionVariable, encryption);
                json.WriteString(KeyRing.OrderVariable, order);
                json.WriteEndObject();
            })
            : $"{KeyRing.EncryptionVariable}={encryption}\n{KeyRing.OrderVariable}={order}\n");
        terminal.Note(
            """
            Put both into the secret store of your CI (GitHub: Settings, Secrets and variables, Actions) and into a place that outlives it: a lost key
            ends the test set. Whoever has them can read the test set. Keep them out of the repository, of logs, and away from whoever trains models.
            """);
    }

    private static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretKey.Length));
}
