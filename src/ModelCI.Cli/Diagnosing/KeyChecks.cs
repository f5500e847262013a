using ModelCI.Cli.Keys;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Holdout;

namespace ModelCI.Cli.Diagnosing;

/// <summary>The keys in the environment, by their fingerprints.</summary>
/// <param name="Keys">Null where there are none, or none that can be used.</param>
/// <param name="Trouble">Why they cannot be used; null where they can, or are not there.</param>
internal sealed record KeyChecks(TestSetKeys? Keys, Problem? Trouble)
{
    private const string Name = "keys";

    public static KeyChecks Take()
    {
        try
        {
            return new KeyChecks(KeyRing.Take(), null);
        }
        catch (ModelCIException exception)
        {
            return new KeyChecks(null, exception.Problems[0]);
        }
    }

    public IEnumerable<Check> OfEnvironment()
    {
        if (Trouble is not null) yield return Check.Of(Name, CheckState.Problem, Trouble);
        else if (Keys is null) yield return Check.Ok(Name, $"{KeyRing.EncryptionVariable} and {KeyRing.OrderVariable} are not set");
        else yield return Check.Ok(Name, $"fingerprints: {KeyRing.EncryptionVariable} {Keys.Encryption.Fingerprint}, {KeyRing.OrderVariable} {Keys.Order.Fingerprint}");
    }

    /// <summary>Whether the configured files need keys.</summary>
    public IEnumerable<Check> OfHoldout(GateConfiguration configuration)
    {
        if (Keys is not null || Trouble is not null || !HoldoutReader.IsSealedInPart(configuration.Holdout)) yield break;
        yield return new Check(
            "test set", CheckState.Warning, "it is sealed, and the keys are not set: `modelci test` works only where they are",
            $"run it in CI with {KeyRing.EncryptionVariable} and {KeyRing.OrderVariable} as secrets; `modelci test --preflight` needs no keys");
    }
}
