using System.Text;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

/// <summary>What a slice and a loss mean belongs to the question.</summary>
internal sealed class GatePolicyTests
{
    private static readonly SliceDefinitions Slices = new([new("women", "sex = 'Female'"), new("men", "sex = 'Male'")]);
    private static readonly LossSettings Loss = new(LossKind.Squared, 0, 0.1);

    [Test]
    public void Of_SlicesOfTheCondition_AreDefinedInOrdinalOrder()
    {
        var configuration = Configured.With(Feedback.Verdict, "n[women] > 0.5 +/- 0.1 /\\ d[men] < 0.5 +/- 0.1");
        configuration = configuration with
        {
            Holdout = configuration.Holdout with
            {
                Slices = new Dictionary<string, string> { ["old"] = "age > 60", ["women"] = "sex = 'Female'", ["men"] = "sex = 'Male'" },
                Loss = Loss,
            },
        };
        var policy = GatePolicy.Of(configuration);
        Assert.That(policy.Slices, Is.EqualTo(Slices));
        Assert.That(policy.Slices!.Keys, Is.EqualTo(new[] { "men", "women" }), "only those that the condition names");
        Assert.That(policy.Loss, Is.EqualTo(Loss));
        Assert.That(GatePolicy.Of(Configured.With(Feedback.Verdict)), Is.EqualTo(Chain.Policy(condition: Configured.Condition)));
    }

    [Test]
    public void Equals_SameDefinitions_ComparesNamesAndPredicates()
    {
        var policy = Chain.Policy() with { Slices = Slices };
        SliceDefinitions same = new(Slices.Reverse()), other = new([new("women", "sex = 'F'"), new("men", "sex = 'Male'")]), fewer = new(Slices.Take(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy with { Slices = same }, Is.EqualTo(policy));
            Assert.That(same.GetHashCode(), Is.EqualTo(Slices.GetHashCode()));
            Assert.That(policy with { Slices = other }, Is.Not.EqualTo(policy));
            Assert.That(policy with { Slices = fewer }, Is.Not.EqualTo(policy));
            Assert.That(policy with { Slices = null }, Is.Not.EqualTo(policy));
        }
    }

    // Golden keys are from another implementation.
    [Test]
    public void Key_WithoutSlicesAndLoss_IsWhatItWasInEarlierVersions() => Assert.That(
        EvaluationKey.Of("set", "new", "old", Chain.Policy()), Is.EqualTo("6aae977b6655191d4e80c7480f63675f74e1009b8ad49672b65d266d78e4315d"));

    [Test]
    public void Key_SlicesAndLoss_TakePart()
    {
        var policy = Chain.Policy() with { Method = DecisionMethod.Exact, Slices = Slices, Loss = Loss };
        string[] keys =
        [
            .. new[]
            {
                policy, policy with { Slices = null }, policy with { Loss = null }, policy with { Loss = Loss with { Kind = LossKind.Absolute } },
                policy with { Loss = Loss with { Highest = 0.2 } }, policy with { Slices = new SliceDefinitions([new("women", "sex = 'F'"), new("men", "sex = 'Male'")]) },
                policy with { Slices = new SliceDefinitions(Slices.Take(1)) },
            }.Select(other => EvaluationKey.Of("set", "new", "old", other)),
        ];
        Assert.That(keys[0], Is.EqualTo("a780494b07ec09d3d20dc798109655f7c723246a24dd1e3fe18e74586fded9d4"));
        Assert.That(keys, Is.Unique);
    }

    [Test]
    public void Write_SlicesAndLoss_ComeBackAndAreLeftOutWhereThereAreNone()
    {
        var plain = new Chain();
        plain.Open(Chain.Policy());
        Assert.That(Encoding.UTF8.GetString(plain.Records[0].Entry), Does.Not.Contain("slices").And.Not.Contain("\"loss\""));
        var chain = new Chain();
        var policy = Chain.Policy(condition: "n[women] > 0.5 +/- 0.1 /\\ n[men] > 0.5 +/- 0.1") with { Slices = Slices, Loss = Loss };
        chain.Open(policy);
        Assert.That(Encoding.UTF8.GetString(chain.Records[0].Entry), Does.Contain("\"loss\":{\"kind\":\"squared\",\"lowest\":0,\"highest\":0.1}").And.Contain("\"slices\":{\"men\":"));
        Assert.That(chain.Ledger.Account.Evaluations[0].Opening.Policy, Is.EqualTo(policy));
    }

    [TestCase("{\"men\":1}")]
    [TestCase("{\"men\":\"a\",\"men\":\"b\"}")]
    [TestCase("[]")]
    [TestCase("{\"women\":\"a\",\"men\":\"b\"}", Description = "not in ordinal order, so not canonical")]
    public void Read_OtherSlices_IsDamaged(string slices)
    {
        var chain = new Chain();
        chain.Open(Chain.Policy(condition: "n[men] > 0.5 +/- 0.1") with { Slices = new SliceDefinitions([new("men", "x")]) });
        var text = Encoding.UTF8.GetString(chain.Records[0].Entry);
        Assert.That(text, Does.Contain("{\"men\":\"x\"}"));
        var bytes = Encoding.UTF8.GetBytes(text.Replace("{\"men\":\"x\"}", slices, StringComparison.Ordinal));
        Assert.That(() => LedgerFormat.Read(bytes, 1), Throws.TypeOf<ModelCIException>().With.Message.StartsWith("MCI4002"));
    }
}
