using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;

namespace ModelCI.Cli.Keys;

/// <summary>The keys of a sealed test set, out of the environment.</summary>
internal static class KeyRing
{
    /// <summary>Seals, unseals, authenticates.</summary>
    public const string EncryptionVariable = "MODELCI_KEY";

    /// <summary>Fixes the reading order.</summary>
    public const string OrderVariable = "MODELCI_ORDER_KEY";

    /// <summary>
    /// Takes both keys out of the environment, so that no process started from now on inherits them; to be called once, before anything is
    /// started. Null where neither is set; an empty variable is none, as CI systems make of a secret that a run may not see.
    /// </summary>
    /// <exception cref="ModelCIException">MCI4030: not a key; MCI4031: one without the other; MCI4032: one key twice.</exception>
    public static TestSetKeys? Take()
    {
        var (encryption, order) = (Take(EncryptionVariable), Take(OrderVariable));
        if (encryption is null && order is null) return null;
        if (encryption is null || order is null) throw OneMissing(encryption is null ? EncryptionVariable : OrderVariable);
        var keys = new TestSetKeys(SecretKey.Parse(encryption, EncryptionVariable), SecretKey.Parse(order, OrderVariable));
        return keys.Encryption.Fingerprint == keys.Order.Fingerprint ? throw Equal() : keys;
    }

    private static string? Take(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, null);
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    private static ModelCIException OneMissing(string missing)
    {
        var given = missing == OrderVariable ? EncryptionVariable : OrderVariable;
        return new ModelCIException(
            "MCI4031", $"{given} is set, but {missing} is not; a sealed test set has both keys", missing,
            $"set {missing} to the key that was made beside the other, or unset {given}");
    }

    private static ModelCIException Equal() => new(
        "MCI4032", $"{EncryptionVariable} and {OrderVariable} hold the same key; they must be two", OrderVariable,
        $"set {OrderVariable} to the key that was made beside the other; `modelci holdout seal --new-key` makes a pair");
}
