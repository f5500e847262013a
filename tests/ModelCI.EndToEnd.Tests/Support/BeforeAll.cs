using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Publishes the program before the first test, whose time would have it otherwise.</summary>
[SetUpFixture]
internal sealed class BeforeAll
{
    [OneTimeSetUp]
    public void Publish() => Assert.That(Support.Checkout.Executable, Does.Exist);
}
