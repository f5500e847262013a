namespace ModelCI.Adapters.Tests.Git;

/// <summary>Sets variables of this process until disposed.</summary>
internal sealed class ProcessVariables : IDisposable
{
    private readonly (string Name, string? Value)[] _before;

    public ProcessVariables(params (string Name, string Value)[] variables)
    {
        _before = [.. variables.Select(variable => (variable.Name, Environment.GetEnvironmentVariable(variable.Name)))];
        foreach (var (name, value) in variables) Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before) Environment.SetEnvironmentVariable(name, value);
    }
}
