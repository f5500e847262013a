namespace ModelCI.Git;

/// <summary>A line for <c>git update-ref --stdin</c>.</summary>
internal readonly record struct RefChange(string Line)
{
    /// <summary>Compare-and-swap; a ref whose <paramref name="old"/> value is null must not exist yet.</summary>
    public static RefChange Move(string name, string? old, string value) => new(old is null ? $"create {name} {value}" : $"update {name} {value} {old}");

    /// <summary>Whatever it was; for a ref that another change of the same transaction guards.</summary>
    public static RefChange Set(string name, string value) => new($"update {name} {value}");

    public static RefChange Delete(string name, string old) => new($"delete {name} {old}");
}
