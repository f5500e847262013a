namespace ModelCI.Holdout;

/// <summary>A file of a test set that was sealed or unsealed.</summary>
/// <param name="Key">Where modelci.yml names it, such as <c>holdout.items</c>.</param>
/// <param name="From">What it says there, and what was read.</param>
/// <param name="To">What was written.</param>
public sealed record RewrittenFile(string Key, string From, string To);
