using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Client;

/// <summary>One model's answers to class indices. The worker is not trusted: what does not fit ends the run.</summary>
internal sealed class AnswerReader(int slot, ModelBinding model, ClassList classes)
{
    private readonly ClassDecoder _decoder = new(classes, model.Output.Type);

    public ModelSource Source => model.Source;

    /// <summary>Fills <paramref name="predictions"/> with the answer about as many rows.</summary>
    /// <returns>Rows whose highest score is shared.</returns>
    /// <exception cref="ModelCIException">A label outside the classes, or an answer that is none.</exception>
    public int Read(Frame frame, Span<int> predictions)
    {
        try
        {
            using var reader = frame.Reader();
            if (reader.ReadInt32() != slot || reader.ReadInt32() != predictions.Length) throw WorkerProcess.Nonsense(Source);
            var ties = reader.ReadInt32();
            if (ties < 0 || ties > predictions.Length) throw WorkerProcess.Nonsense(Source);
            for (var row = 0; row < predictions.Length; row++) predictions[row] = ReadClass(reader);
            return ties;
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException)
        {
            throw WorkerProcess.Nonsense(Source);
        }
    }

    private int ReadClass(BinaryReader reader)
    {
        if (model.Output.Type == ElementType.String)
        {
            var text = reader.ReadString();
            return _decoder.IndexOf(text) is >= 0 and var named ? named : throw Outside(text);
        }
        var number = reader.ReadInt64();
        if (model.Output.Kind == OutputKind.Label) return _decoder.IndexOf(number) is >= 0 and var index ? index : throw Outside(_decoder.Text(number));
        return number >= 0 && number < classes.Count ? (int)number : throw WorkerProcess.Nonsense(Source);
    }

    private ModelCIException Outside(string value) => new([ModelProblems.OutsideClasses(Source, model.Output.Name, value, classes)]);
}
