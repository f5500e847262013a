namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>A pair of keys, and a sealed example.</summary>
internal static class TestKeys
{
    public const string Encryption = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";
    public const string Order = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /// <summary>Both forms in which a key could show.</summary>
    public static IEnumerable<string> Secrets() =>
        ((string[])[Encryption, Order]).SelectMany(key => (string[])[key, Convert.ToHexStringLower(Convert.FromBase64String(key)), Convert.ToHexString(Convert.FromBase64String(key))]);

    public static void SetKeys(this Workspace workspace, string? encryption = Encryption, string? order = Order)
    {
        Set("MODELCI_KEY", encryption);
        Set("MODELCI_ORDER_KEY", order);

        void Set(string name, string? value)
        {
            if (value is null) workspace.Environment.Remove(name);
            else workspace.Environment[name] = value;
        }
    }

    /// <summary>The digits example with its keys set, its files sealed and configured, the plain ones gone.</summary>
    public static Workspace SealedDigits()
    {
        var workspace = Workspace.Digits();
        workspace.Seal();
        return workspace;
    }

    /// <summary>Sets the keys, seals the example's files, configures these and removes the plain ones.</summary>
    public static void Seal(this Workspace workspace)
    {
        workspace.SetKeys();
        var outcome = workspace.Run("holdout", "seal");
        if (outcome.ExitCode != 0) throw new InvalidOperationException(outcome.ToString());
        foreach (var file in (string[])["holdout/items.csv", "holdout/labels.csv"])
        {
            File.Delete(workspace.PathOf(file));
            workspace.Configure(file + " ", file + ".sealed ");
        }
    }
}
