using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>Files that mean harm or are none of the kind: each ends in a readable problem, and the gate goes on.</summary>
internal sealed class HostileModelTests
{
    private static readonly ItemPool Items = Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [1f, 2f, 3f, 1f], 2));

    // The first bytes of any PNG file.
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0];

    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("modelci-hostile-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Bind_RenamedPicture_Code2002() => Refuses(Write("model.onnx", Png), "MCI2002", "'model.onnx' is no ONNX model: ");

    [TestCase("../w.bin")]
    [TestCase("/etc/w.b")]
    [TestCase("link.bin")]
    [TestCase("deep/w.b")]
    [TestCase("x/../w.b")]
    public void Bind_WeightsOutsideTheFolder_AreRefusedUnread(string location)
    {
        var outside = Directory.CreateDirectory(Path.Combine(_folder, "outside")).FullName;
        var inside = Directory.CreateDirectory(Path.Combine(_folder, "inside")).FullName;
        foreach (var file in (string[])["w.bin", "outside/w.b", "inside/w.b"]) File.WriteAllBytes(Path.Combine(_folder, file), new byte[16]);
        File.CreateSymbolicLink(Path.Combine(inside, "link.bin"), Path.Combine("..", "w.bin"));
        Directory.CreateSymbolicLink(Path.Combine(inside, "deep"), outside);
        var model = WriteExternal("inside/model.onnx", location);

        Assert.That(ExternalData.EscapingLocations(model), Is.EqualTo(new[] { location }));
        Refuses(model, "MCI2015", $"'model.onnx' keeps weights in '{location}', which leads out of its folder");
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Bind_WeightsBesideTheModel_AreRead(bool isLinkedFolder)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "real")).FullName;
        var model = WriteExternal("real/model.onnx", "w-in.bin");
        var exchange = (float[])[0, 1, 1, 0];
        File.WriteAllBytes(Path.Combine(folder, "w-in.bin"), [.. exchange.SelectMany(BitConverter.GetBytes)]);
        var link = Path.Combine(_folder, "link");
        Directory.CreateSymbolicLink(link, folder);

        Assert.That(ExternalData.EscapingLocations(model), Is.Empty);
        using var predictor = Start(isLinkedFolder ? Path.Combine(link, "model.onnx") : model, Worker.Limits);
        predictor.Bind(Items, new PredictionTask(Worker.TwoClasses));
        Assert.That(predictor.PredictAll(null, CancellationToken.None).Candidate!.Answers, Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void EscapingLocations_LinksInACircle_AreRefused()
    {
        var model = WriteExternal("model.onnx", "link.bin");
        File.CreateSymbolicLink(Path.Combine(_folder, "link.bin"), "link.bin");

        Assert.That(ExternalData.EscapingLocations(model), Is.EqualTo(new[] { "link.bin" }));
    }

    [TestCase("huge_constant")]
    [TestCase("huge_when_run")]
    public void PredictAll_SixGigabytes_MoreThanTheLimit(string model)
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("memory is limited on Linux only");
        Refuses(Worker.FileOf(model), "MCI2014", "the model needs more memory than limits.memory allows", new LimitSettings(1L << 30, 20));
    }

    [Test]
    public void Bind_LimitTooLowForAnyModel_IsAnErrorAllTheSame()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("memory is limited on Linux only");
        // Less than .NET itself takes, which no configuration allows: what fails first is chance.
        using var predictor = Start(Worker.FileOf("scores_float"), new LimitSettings(24 << 20, 20));
        Assert.That(Problems(predictor).Single().Code, Is.AnyOf("MCI2014", "MCI2010"));
    }

    [Test]
    public void Bind_ChangedSinceItsDigest_Code2016()
    {
        var model = Write("model.onnx", File.ReadAllBytes(Worker.FileOf("scores_float")));
        var digest = ModelDigest.OfModel(model);
        Write("model.onnx", File.ReadAllBytes(Worker.FileOf("scores_free")));
        using var predictor = PairPredictor.Start(Worker.Command, Worker.Source(model) with { Digest = digest }, null, Worker.Limits);

        Assert.That(Problems(predictor).Single().Code, Is.EqualTo("MCI2016"));
    }

    private static void Refuses(string model, string code, string what, LimitSettings? limits = null)
    {
        using var predictor = Start(model, limits ?? Worker.Limits);
        var problem = Problems(predictor).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code, Is.EqualTo(code), problem.What);
            Assert.That(problem.What, Does.StartWith(what));
            Assert.That(problem.Where, Is.EqualTo($"candidate {Path.GetFileName(model)}"));
        }
    }

    private static PairPredictor Start(string model, LimitSettings limits) => PairPredictor.Start(Worker.Command, Worker.Source(model), null, limits);

    private static IReadOnlyList<Problem> Problems(PairPredictor predictor) => Assert.Throws<ModelCIException>(() =>
    {
        predictor.Bind(Items, new PredictionTask(Worker.TwoClasses));
        predictor.PredictAll(null, CancellationToken.None);
    })!.Problems;

    /// <summary>The model that keeps its weights in a file, under a name of as many letters as it was made with.</summary>
    private string WriteExternal(string name, string location)
    {
        var bytes = File.ReadAllBytes(Worker.FileOf("external"));
        var at = bytes.AsSpan().IndexOf("LOCATION"u8);
        System.Text.Encoding.ASCII.GetBytes(location).CopyTo(bytes, at);
        return Write(name, bytes);
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
