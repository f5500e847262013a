namespace ModelCI.Inference;

/// <summary>What was noticed about a model while it ran over a test set. Secrets like every count over it.</summary>
/// <param name="Ties">Items whose highest score is shared by several classes, where scores decide or rank (the lowest index was taken).</param>
/// <param name="LabelDiffersFromScores">Items whose label is not the class with the highest score; 0 where the model has not both outputs.</param>
/// <param name="SampleSize">Items that were run again with another batch size, in another order.</param>
/// <param name="SampleDiffers">How many of these got another answer: the model is not deterministic, or an item's answer depends on its companions.</param>
/// <param name="HasConstantScores">Whether every item (of several) got the same scores or number, bit by bit.</param>
/// <remarks>Under lazy reading all of it is known of the sample only.</remarks>
public sealed record ModelFindings(int Ties, int LabelDiffersFromScores, int SampleSize, int SampleDiffers, bool HasConstantScores);
