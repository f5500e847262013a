using ModelCI.DuckDB;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout.Sealing;

/// <summary>What is larger than memory goes to the temporary folder, unless the database has none.</summary>
internal sealed class NoSpillTests : SealingFixture
{
    // About 80 MB of text that does not compress, in a database that may hold 50.
    private const string Larger = "CREATE TABLE t AS SELECT sha256(range::VARCHAR) AS x FROM range(1200000)";

    [Test]
    public void WithoutATemporaryDirectory_TheStatementFails()
    {
        using var database = DuckDBDatabase.OpenInMemory([], "50MiB", DuckDBDatabase.NoTemporaryDirectory);
        Assert.That(() => database.Execute(Larger), Throws.TypeOf<DuckDBException>().With.Message.Contains("Memory"));
    }

    [Test]
    public void WithOne_ItsFilesAreThere()
    {
        var temporary = Path.Combine(Folder, "spill");
        using var database = DuckDBDatabase.OpenInMemory([], "50MiB", temporary);
        database.Execute(Larger);
        Assert.That(Directory.GetFiles(temporary), Is.Not.Empty);
    }
}
