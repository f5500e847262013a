using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelCI.Core.Configuration;

namespace ModelCI.Core.Accounting;

/// <summary>
/// Identifies an evaluation by content: a commit re-run, a rebase or a renamed file asks the same question and gets the recorded answer.
/// </summary>
public static class EvaluationKey
{
    /// <summary>SHA-256, lower-case hex, over the length-prefixed parts.</summary>
    /// <param name="testSetDigest">Items and features.</param>
    /// <param name="candidate">Digest of the model and of how it is fed and read.</param>
    /// <param name="baseline">Likewise; null without a baseline.</param>
    /// <param name="policy">
    /// Condition, reliability, mode, method, slices and loss take part; feedback, steps and accounting do not change the question.
    /// </param>
    public static string Of(string testSetDigest, string candidate, string? baseline, GatePolicy policy)
    {
        string[] parts =
        [
            testSetDigest, candidate, baseline ?? "none", policy.Condition,
            policy.Reliability.ToString("R", CultureInfo.InvariantCulture), policy.Mode.ToString(),
        ];
        // What earlier versions did not know is named only where it is there: keys of earlier entries stay what they are.
        if (policy.Method != DecisionMethod.Sequential) parts = [.. parts, policy.Method.ToString()];
        if (policy.Slices is { } slices)
            parts = [.. parts, "slices", slices.Count.ToString(CultureInfo.InvariantCulture), .. slices.SelectMany(slice => new[] { slice.Key, slice.Value })];
        if (policy.Loss is { } loss)
            parts = [.. parts, "loss", loss.Kind.ToString(), loss.Lowest.ToString("R", CultureInfo.InvariantCulture), loss.Highest.ToString("R", CultureInfo.InvariantCulture)];
        return Hash(parts);
    }

    /// <summary>SHA-256, lower-case hex, over length-prefixed texts.</summary>
    public static string Hash(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes((long)bytes.Length));
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
