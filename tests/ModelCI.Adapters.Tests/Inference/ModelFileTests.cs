using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>Files that are no models.</summary>
internal sealed class ModelFileTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("modelci-models-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Bind_MissingFile_Code2001() => Assert.That(ProblemsOf(Path.Combine(_folder, "none.onnx")).Single().Code, Is.EqualTo("MCI2001"));

    [Test]
    public void Bind_EmptyFile_SaysSo() => Assert.That(ProblemsOf(Write([])).Single().What, Is.EqualTo("'model.onnx' is empty, or a pipe or a device, which is not read"));

    [Test]
    public void Bind_LfsPointer_SaysHowToFetch() =>
        Assert.That(ProblemsOf(Write("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"u8)).Single().Fix, Does.StartWith("run 'git lfs pull'"));

    [Test]
    public void Bind_TruncatedModel_Code2002OnOneLine() =>
        AssertUnreadable(Write(File.ReadAllBytes(Worker.FileOf("endless")).AsSpan(0, 150)));

    [Test]
    public void Bind_RandomBytes_Code2002OnOneLine()
    {
        var bytes = new byte[4096];
        new Random(1).NextBytes(bytes);
        AssertUnreadable(Write(bytes));
    }

    [Test]
    public void Bind_BothModelsBad_ListsBoth() =>
        Assert.That(ProblemsOf(Path.Combine(_folder, "a.onnx"), Path.Combine(_folder, "b.onnx")).Select(problem => problem.Where),
            Is.EqualTo(new[] { "candidate a.onnx", "baseline b.onnx" }));

    [Test]
    public void OfModel_WithoutExternalData_IsTheFilesSha256() =>
        // sha256sum of a field that is passed over: number 12, three bytes.
        Assert.That(ModelDigest.OfModel(Write("b\u0003abc"u8)), Is.EqualTo("b08f829e7fea62d61bed62434a77137672a325594a69ca394977be2abdc2f6fc"));

    private static void AssertUnreadable(string path)
    {
        var problem = ProblemsOf(path).Single();
        Assert.That(problem.Code, Is.EqualTo("MCI2002"));
        Assert.That(problem.What, Does.StartWith("'model.onnx' is no ONNX model: ").And.Not.Contain("\n").And.Not.Contain(path).And.Not.Contain("ErrorCode"));
    }

    private static IReadOnlyList<Problem> ProblemsOf(string candidate, string? baseline = null)
    {
        using var predictor = PairPredictor.Start(
            Worker.Command, Worker.Source(candidate), baseline is null ? null : Worker.Source(baseline, role: "baseline"), Worker.Limits);
        var pool = Worker.Pool(ArrayColumn.Of("x", ModelCI.Core.Items.ElementType.Float32, [1f, 2f], 2));
        return Assert.Throws<ModelCIException>(() => predictor.Bind(pool, new PredictionTask(Worker.TwoClasses)))!.Problems;
    }

    private string Write(ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(_folder, "model.onnx");
        File.WriteAllBytes(path, content);
        return path;
    }
}
