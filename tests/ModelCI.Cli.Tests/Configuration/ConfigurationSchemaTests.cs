using ModelCI.Cli.Configuration;
using NJsonSchema;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Configuration;

public sealed class ConfigurationSchemaTests
{
    private JsonSchema _schema = new();

    [OneTimeSetUp]
    public async Task LoadSchema() => _schema = await JsonSchema.FromJsonAsync(ConfigurationSchema.Generate());

    [Test]
    public void Generate_Always_EqualsTheCommittedFile() => Golden.Check(ConfigurationSchema.Generate(), "src/ModelCI.Cli/modelci.schema.json");

    [Test]
    public void Schema_EveryKey_Accepts() =>
        Agree(File.ReadAllText(Golden.PathOf("tests/ModelCI.Cli.Tests/Configuration/every-key.yml")), good: true);

    [TestCase("holdout: name2: x", false)]
    [TestCase("report: template: x", false)]
    [TestCase("gate: mode: fn-free", true)]
    [TestCase("gate: mode: fnfree", false)]
    [TestCase("gate: steps: none", true)]
    [TestCase("gate: steps: never", false)]
    [TestCase("gate: steps: 32", true)]
    [TestCase("gate: steps: 0", false)]
    [TestCase("gate: steps: 1.5", false)]
    [TestCase("gate: steps: '32'", false)]
    [TestCase("gate: steps: 4000000000", false)]
    [TestCase("gate: steps:", false)]
    [TestCase("gate: steps: [1]", false)]
    [TestCase("budget: labels: unlimited", true)]
    [TestCase("budget: cost-per-label: 0.08 EUR", true)]
    [TestCase("budget: cost-per-label: 0.08", false)]
    [TestCase("budget: cost-per-label: EUR 0.08", false)]
    [TestCase("limits: memory: 512MiB", true)]
    [TestCase("limits: memory: 512", false)]
    [TestCase("limits: memory: 0GiB", false)]
    [TestCase("limits: seconds-per-batch: 0.5", true)]
    [TestCase("limits: seconds-per-batch: -1", false)]
    [TestCase("holdout: id: 7", true)]
    [TestCase("holdout: id: true", true)]
    [TestCase("holdout: classes: [1, 2, true, x]", true)]
    [TestCase("holdout: classes: [1]", false)]
    [TestCase("holdout: classes: [a, a]", false)]
    [TestCase("holdout: classes: [a, [b]]", false)]
    [TestCase("holdout: classes: [a, null]", false)]
    [TestCase("holdout: exclude: []", true)]
    [TestCase("holdout: exclude: x", false)]
    [TestCase("holdout: inputs: { x: a, y: [a, b], z: { from: [a], scale: -2, shape: [] } }", true)]
    [TestCase("holdout: inputs: { x: { form: a } }", false)]
    [TestCase("holdout: inputs: { x: [] }", false)]
    [TestCase("holdout: inputs: { x: { scale: 0 } }", false)]
    [TestCase("holdout: inputs: { x: { scale: big } }", false)]
    [TestCase("holdout: inputs: { x: { shape: [0] } }", false)]
    [TestCase("holdout: output: p", true)]
    [TestCase("holdout: output: { name: p }", true)]
    [TestCase("holdout: output: { threshold: 0.5 }", false)]
    [TestCase("holdout: output: { name: p, threshold: 1 }", false)]
    [TestCase("holdout: slices: {}", true)]
    [TestCase("holdout: slices: { 1st: a = 1 }", false)]
    [TestCase("holdout: loss: { kind: cubic, range: [0, 1] }", false)]
    [TestCase("holdout: loss: { kind: squared, range: [0] }", false)]
    [TestCase("holdout: account: xyz", false)]
    [TestCase("holdout: account: 0123456789abcdef0123456789abcdef01234567", false)]
    [TestCase("holdout: account: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    [TestCase("gate: feedback: reason", true)]
    [TestCase("gate: adaptivity: none", true)]
    [TestCase("ledger: remote: upstream", true)]
    [TestCase("ledger: remote: { a: b }", false)]
    public void Schema_AddedLine_AgreesWithTheReader(string addition, bool good) => Agree(Sample.With(addition), good);

    [TestCase("version", "version: 2", false)]
    [TestCase("version", "version: '1'", false)]
    [TestCase("candidate", "candidate: { model: a.onnx, inputs: { x: y }, output: p }", true)]
    [TestCase("candidate", "candidate: { inputs: { x: y } }", false)]
    [TestCase("candidate", "candidate: none", false)]
    [TestCase("candidate", "candidate: git:HEAD", false)]
    [TestCase("candidate", "candidate:", false)]
    [TestCase("baseline", "baseline: git:HEAD~1:models/a.onnx", true)]
    [TestCase("baseline", "baseline: git:-x:models/a.onnx", false)]
    [TestCase("baseline", "baseline: git:HEAD:/a.onnx", false)]
    [TestCase("baseline", "baseline: { model: base }", true)]
    [TestCase("baseline", "baseline: { model: none }", false)]
    [TestCase("baseline", "baseline: [a]", false)]
    [TestCase("name", "name: a.b_c-1", true)]
    [TestCase("name", "name: 2026", true)]
    [TestCase("name", "name: -a", false)]
    [TestCase("name", "name: a..b", false)]
    [TestCase("name", "name: a.", false)]
    [TestCase("name", "name: a.lock", false)]
    [TestCase("name", "name: a.locked", true)]
    [TestCase("items", "items: { a: x.npy, b: y.npy }", true)]
    [TestCase("items", "items: {}", false)]
    [TestCase("items", "items: ' '", false)]
    [TestCase("labels", "labels: { column: income }", true)]
    [TestCase("labels", "labels: { columns: income }", false)]
    [TestCase("labels", "id: x", false)]
    [TestCase("reliability", "reliability: 1", false)]
    [TestCase("reliability", "reliability: 0.5", true)]
    [TestCase("reliability", "reliability: 99.9%", false)]
    [TestCase("condition", "mode: fp-free", false)]
    public void Schema_ChangedLine_AgreesWithTheReader(string key, string line, bool good) => Agree(Sample.Changed(key, line), good);

    private void Agree(string text, bool good)
    {
        var problems = Sample.Problems(text);
        var errors = _schema.Validate(JsonOf.Yaml(text));
        Assert.Multiple(() =>
        {
            Assert.That(problems, good ? Is.Empty : Is.Not.Empty, "reader");
            Assert.That(errors, good ? Is.Empty : Is.Not.Empty, "schema");
        });
    }
}
