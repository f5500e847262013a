namespace ModelCI.Holdout.Sealing;

/// <summary>What a sealed file holds. It is part of the file's key, so that one is not taken for the other.</summary>
internal enum SealedKind
{
    Items,
    Labels,
}
