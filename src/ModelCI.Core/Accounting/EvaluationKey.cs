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
    /// Condition, reliability, mode and method take part; feedback, steps and accounting do not change the question.
    /// </param>
    public static string Of(string testSetDigest, string candidate, string? baseline, GatePolicy policy)
    {
        string[] parts =
        [
            testSetDigest, candidate, baseline ?? "none", policy.Condition,
            policy.Reliability.ToString("R", System.Globalization.CultureInfo.InvariantCulture), policy.Mode.ToString(),
        ];
        // The sequential method came first and is not named: keys of earlier entries stay what they are.
        return Hash(policy.Method == DecisionMethod.Sequential ? parts : [.. parts, policy.Method.ToString()]);
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
