using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference;
using ModelCI.Inference.Mapping;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

internal sealed class InputMapperTests
{
    private static readonly ArrayColumn Age = ArrayColumn.Of("age", ElementType.Int64, [30L, 40L]);
    private static readonly ArrayColumn Hours = ArrayColumn.Of("hours", ElementType.Float64, [1.5, 2.5]);
    private static readonly ArrayColumn Code = ArrayColumn.OfTexts("code", ["007", "8"]);
    private static readonly TextColumn Sex = TextColumn.Of("sex", ["Male", "Female"]);
    private static readonly ArrayColumn Image = ArrayColumn.Of("pixels", ElementType.UInt8, new byte[2 * 784], 784);

    [Test]
    public void Map_EqualNames_ScalarsFitBothRanks()
    {
        var feeds = Feeds(Model(Input("age", ElementType.Float32, -1, 1), Input("hours", ElementType.Float32, -1)), []);

        Assert.That(feeds[0].RowShape, Is.EqualTo(new[] { 1 }));
        Assert.That(feeds[1].RowShape, Is.Empty);
        Assert.That(feeds[0].Columns, Is.EqualTo(new[] { Age }));
    }

    [Test]
    public void Map_OneInputAndOneEntry_MatchedWhateverTheirNames()
    {
        var feeds = Feeds(Model(Input("input.1", ElementType.Float32, -1, 1)), Inputs("features", new(["age"], null, null)));

        Assert.That(feeds[0].Columns, Is.EqualTo(new[] { Age }));
        Assert.That(feeds[0].Input, Is.EqualTo("input.1"));
    }

    [Test]
    public void Map_FromLeftOutAndOneArray_TakesIt()
    {
        var pool = Worker.Pool(Image);
        var feeds = Feeds(Model(Input("image", ElementType.Float32, -1, 1, 28, 28)), Inputs("image", new([], 0.5, [1, 28, 28])), pool);

        Assert.That(feeds[0].Columns, Is.EqualTo(new[] { Image }));
        Assert.That(feeds[0].Scale, Is.EqualTo(0.5));
    }

    [Test]
    public void Map_ListOfColumns_RowOfThem()
    {
        var feeds = Feeds(Model(Input("x", ElementType.Float32, -1, 2)), Inputs("x", new(["hours", "age"], null, null)));

        Assert.That(feeds[0].Columns, Is.EqualTo(new FeatureColumn[] { Hours, Age }));
        Assert.That(feeds[0].RowShape, Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public void Map_IntegerInput_IgnoresScale()
    {
        var feeds = Feeds(Model(Input("pixels", ElementType.UInt8, -1, 784)), Inputs("pixels", new([], 0.5, null)));

        Assert.That(feeds[0].Scale, Is.Null);
    }

    [Test]
    public void Map_NumbersWithTextIntoStringInput_KeepsTheText()
    {
        var feeds = Feeds(Model(Input("code", ElementType.String, -1, 1)), []);

        Assert.That(((TextColumn)feeds[0].Columns[0])[0], Is.EqualTo("007"));
    }

    [Test]
    public void Map_UnknownEntry_NamesTheModelsInputs()
    {
        var problem = ProblemOf(Model(Input("age", ElementType.Float32, -1, 1), Input("sex", ElementType.String, -1)), Inputs("agee", new(["age"], null, null)));

        Assert.That(problem.Code, Is.EqualTo("MCI2003"));
        Assert.That(problem.What, Is.EqualTo("'inputs' names 'agee', but the model's inputs are 'age: float32 [N,1]', 'sex: string [N]'"));
        Assert.That(problem.Fix, Is.EqualTo("did you mean 'age'?"));
    }

    [Test]
    public void Map_UnknownColumn_SuggestsTheNearest()
    {
        var problem = ProblemOf(Model(Input("Age", ElementType.Float32, -1, 1)), []);

        Assert.That(problem.Code, Is.EqualTo("MCI2003"));
        Assert.That(problem.What, Does.StartWith("the items have no column for the model input 'Age: float32 [N,1]'; they have 'age', 'hours'"));
        Assert.That(problem.Fix, Is.EqualTo("did you mean 'inputs: { Age: { from: age } }'?"));
    }

    [Test]
    public void Map_UnknownFrom_NamesTheKey()
    {
        var problem = ProblemOf(Model(Input("x", ElementType.Float32, -1, 1)), Inputs("x", new(["height"], null, null)));

        Assert.That(problem.What, Does.StartWith("inputs.x.from names 'height', but the items' columns are"));
    }

    [Test]
    public void Map_TextIntoNumbers_IsATypeProblem()
    {
        var problem = ProblemOf(Model(Input("sex", ElementType.Float32, -1, 1)), []);

        Assert.That(problem.Code, Is.EqualTo("MCI2005"));
        Assert.That(problem.What, Is.EqualTo("the column 'sex' is text, but the model input 'sex: float32 [N,1]' takes numbers"));
    }

    [Test]
    public void Map_NumbersWithoutTextIntoStrings_IsATypeProblem() =>
        Assert.That(ProblemOf(Model(Input("hours", ElementType.String, -1)), []).Code, Is.EqualTo("MCI2005"));

    [Test]
    public void Map_SequenceInput_IsATypeProblem()
    {
        var model = Model(new ValueDescription("age", ValueKind.Sequence, null, "sequence", []));

        Assert.That(ProblemOf(model, []).Code, Is.EqualTo("MCI2005"));
    }

    [Test]
    public void Map_SameCountOtherShape_AsksForShape()
    {
        var problem = ProblemOf(Model(Input("pixels", ElementType.Float32, -1, 1, 28, 28)), []);

        Assert.That(problem.Code, Is.EqualTo("MCI2004"));
        Assert.That(problem.What, Is.EqualTo("the items hold [784] each, but the model takes 'pixels: float32 [N,1,28,28]'"));
        Assert.That(problem.Fix, Is.EqualTo("if the elements are in that order, set inputs.pixels.shape: [1, 28, 28]"));
    }

    [Test]
    public void Map_ArrayInAList_IsAShapeProblem() =>
        Assert.That(ProblemOf(Model(Input("x", ElementType.Float32, -1, 2)), Inputs("x", new(["age", "pixels"], null, null))).Code, Is.EqualTo("MCI2004"));

    [Test]
    public void FixedRows_ContradictingInputs_IsAProblem()
    {
        var problems = new List<Problem>();
        InputMapper.FixedRows(Source([]), Model(Input("a", ElementType.Float32, 4, 1), Input("b", ElementType.Float32, 8, 1)), problems);

        Assert.That(problems.Single().Code, Is.EqualTo("MCI2009"));
    }

    private static IReadOnlyList<Feed> Feeds(ModelDescription model, Dictionary<string, InputSettings> inputs, ItemPool? pool = null)
    {
        var problems = new List<Problem>();
        var feeds = InputMapper.Map(Source(inputs), model, pool ?? Worker.Pool(Age, Hours, Code, Sex, Image), problems);
        Assert.That(problems, Is.Empty);
        return feeds;
    }

    private static Problem ProblemOf(ModelDescription model, Dictionary<string, InputSettings> inputs)
    {
        var problems = new List<Problem>();
        InputMapper.Map(Source(inputs), model, Worker.Pool(Age, Hours, Code, Sex, Image), problems);
        return problems.First();
    }

    private static ModelSource Source(Dictionary<string, InputSettings> inputs) => new("candidate", "m.onnx", "m.onnx", inputs, null);

    private static Dictionary<string, InputSettings> Inputs(string name, InputSettings settings) => new() { [name] = settings };

    private static ModelDescription Model(params ValueDescription[] inputs) => new(inputs, []);

    private static ValueDescription Input(string name, ElementType type, params int[] dimensions) =>
        new(name, ValueKind.Tensor, type, type.ToString().ToLowerInvariant(), dimensions);
}
