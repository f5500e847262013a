using ModelCI.Cli.Keys;
using ModelCI.Core.Problems;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Keys;

/// <summary>Reads this process's own environment, so one at a time.</summary>
[NonParallelizable]
public sealed class KeyRingTests
{
    private const string Key = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";
    private const string OrderKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [TearDown]
    public void Clear() => Set(null, null);

    [Test]
    public void Take_LeavesNeitherInTheEnvironment()
    {
        Set(Key, OrderKey);
        var keys = KeyRing.Take();
        Assert.That(keys!.Encryption.Fingerprint, Is.Not.EqualTo(keys.Order.Fingerprint));
        AssertCleared();
        Assert.That(KeyRing.Take(), Is.Null, "they are taken once");
    }

    [TestCase(Key, null, "MCI4031")]
    [TestCase(null, OrderKey, "MCI4031")]
    [TestCase(" ", OrderKey, "MCI4031")]
    [TestCase(Key, Key + "\n", "MCI4032")]
    [TestCase("a-password", OrderKey, "MCI4030")]
    [TestCase(Key, "a-password", "MCI4030")]
    public void Take_WhatIsNoPair_IsRefusedAndTakenAllTheSame(string? key, string? orderKey, string code)
    {
        Set(key, orderKey);
        Assert.That(Assert.Throws<ModelCIException>(() => KeyRing.Take())!.Problems.Single().Code, Is.EqualTo(code));
        AssertCleared();
    }

    [TestCase(null)]
    [TestCase("")]
    public void Take_Nothing_IsNone(string? value)
    {
        Set(value, value);
        Assert.That(KeyRing.Take(), Is.Null);
    }

    private static void Set(string? key, string? orderKey)
    {
        Environment.SetEnvironmentVariable("MODELCI_KEY", key);
        Environment.SetEnvironmentVariable("MODELCI_ORDER_KEY", orderKey);
    }

    private static void AssertCleared() => Assert.That(Environment.GetEnvironmentVariables().Keys.Cast<string>(), Has.None.StartsWith("MODELCI_KEY").And.None.StartsWith("MODELCI_ORDER_KEY"));
}
