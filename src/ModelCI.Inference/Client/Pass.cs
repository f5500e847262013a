namespace ModelCI.Inference.Client;

/// <summary>Rows to be predicted.</summary>
/// <param name="BatchSize">Rows per batch; the last one has what is left.</param>
/// <param name="Receive">Gets every batch's answers in order, each with the index of its first row; they are valid until it returns.</param>
internal sealed record Pass(int[] Rows, int BatchSize, Action<int, IReadOnlyList<BatchAnswers>> Receive);
