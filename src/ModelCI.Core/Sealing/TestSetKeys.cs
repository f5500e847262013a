namespace ModelCI.Core.Sealing;

/// <summary>
/// The two secrets of a sealed test set. They are two because one may have to change without the other: another order is a second look at the
/// test set, another encryption is not.
/// </summary>
/// <param name="Encryption">Seals files and entries, and authenticates the account.</param>
/// <param name="Order">Fixes the reading order.</param>
public sealed record TestSetKeys(SecretKey Encryption, SecretKey Order)
{
    /// <summary>The type's name: what is interpolated into a message by mistake tells nothing.</summary>
    public override string ToString() => nameof(TestSetKeys);
}
