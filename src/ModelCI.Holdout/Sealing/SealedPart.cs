namespace ModelCI.Holdout.Sealing;

/// <summary>The role of a sealed part, as it enters the part's nonce.</summary>
internal enum SealedPart : byte
{
    /// <summary>A chunk that others follow.</summary>
    Chunk = 0,

    /// <summary>The last chunk: without this mark a file could lose its end unnoticed.</summary>
    LastChunk = 1,

    Sizes = 2,
}
