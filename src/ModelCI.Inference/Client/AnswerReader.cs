using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Client;

/// <summary>One model's answers out of frames. The worker is not trusted: what does not fit ends the run.</summary>
internal sealed class AnswerReader(ModelBinding model, PredictionTask task)
{
    // In place of a class: a label outside the classes, or scores that are not finite, where neither decides.
    private const int None = -1;

    private readonly ClassDecoder?[] _decoders =
        [.. model.Outputs.Select(output => output.Kind == OutputKind.Label ? new ClassDecoder(task.Classes, output.Type) : null)];

    private readonly BatchAnswers _answers = new();
    private int[] _compared = [];

    public ModelSource Source => model.Source;

    /// <summary>The answer about as many rows; valid until the next call.</summary>
    /// <exception cref="ModelCIException">A label outside the classes, or an answer that is none.</exception>
    public BatchAnswers Read(Frame frame, int rows)
    {
        try
        {
            using var reader = frame.Reader();
            if (reader.ReadInt32() != model.Slot || reader.ReadInt32() != rows) throw WorkerProcess.Nonsense(Source);
            _answers.Reset(rows, task.IsRegression, task.Rankings?.Depth ?? 0);
            if (_compared.Length < rows) _compared = new int[rows];
            for (var index = 0; index < model.Outputs.Count; index++)
            {
                if (reader.ReadBoolean()) Read(reader, index);
                else if (index == 0 || model.Outputs[index].Depth > 0) throw WorkerProcess.Nonsense(Source);
            }
            return _answers;
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException)
        {
            throw WorkerProcess.Nonsense(Source);
        }
    }

    private void Read(BinaryReader reader, int index)
    {
        var output = model.Outputs[index];
        if (output.Kind != OutputKind.Label) _answers.IsConstant |= reader.ReadBoolean();
        if (output.Kind == OutputKind.Number)
        {
            for (var row = 0; row < _answers.Rows; row++) _answers.Numbers[row] = ReadNumber(reader);
            return;
        }
        var isDeciding = index == 0;
        var classes = isDeciding ? _answers.Classes : _compared;
        if (output.Kind == OutputKind.Scores) ReadRankings(reader, output, isDeciding, classes);
        else if (output.Kind == OutputKind.Label) ReadLabels(reader, index, classes);
        else for (var row = 0; row < _answers.Rows; row++) classes[row] = ReadClass(reader, 0);
        // A threshold may well choose another class than the higher score.
        if (isDeciding || model.Outputs[0].Kind == OutputKind.Threshold) return;
        for (var row = 0; row < _answers.Rows; row++) _answers.LabelDiffers += classes[row] == _answers.Classes[row] ? 0 : 1;
    }

    private void ReadRankings(BinaryReader reader, OutputPlan output, bool isDeciding, int[] classes)
    {
        var ties = reader.ReadInt32();
        if (ties < 0 || ties > _answers.Rows) throw WorkerProcess.Nonsense(Source);
        var isNeeded = isDeciding || output.Depth > 0;
        if (isNeeded) _answers.Ties = ties;
        for (var row = 0; row < _answers.Rows; row++)
        {
            classes[row] = ReadClass(reader, isNeeded ? 0 : None);
            if (output.Depth == 0) continue;
            var ranking = _answers.Rankings.AsSpan(row * output.Depth, output.Depth);
            ranking[0] = classes[row];
            for (var place = 1; place < ranking.Length; place++) ranking[place] = ReadClass(reader, 0);
        }
    }

    private void ReadLabels(BinaryReader reader, int index, int[] classes)
    {
        var (output, decoder) = (model.Outputs[index], _decoders[index]!);
        for (var row = 0; row < _answers.Rows; row++)
        {
            if (output.Type == ElementType.String)
            {
                var text = reader.ReadString();
                classes[row] = decoder.IndexOf(text);
                if (classes[row] < 0 && index == 0) throw Outside(text);
            }
            else
            {
                var number = reader.ReadInt64();
                classes[row] = decoder.IndexOf(number);
                if (classes[row] < 0 && index == 0) throw Outside(decoder.Text(number));
            }
        }
    }

    private int ReadClass(BinaryReader reader, int least) =>
        reader.ReadInt32() is var index && index >= least && index < task.Classes.Count ? index : throw WorkerProcess.Nonsense(Source);

    private double ReadNumber(BinaryReader reader) =>
        reader.ReadDouble() is var number && double.IsFinite(number) ? number : throw WorkerProcess.Nonsense(Source);

    private ModelCIException Outside(string value) => new([OutputProblems.OutsideClasses(Source, model.Outputs[0].Name, value, task.Classes)]);
}
