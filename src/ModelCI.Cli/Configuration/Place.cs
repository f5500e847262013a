namespace ModelCI.Cli.Configuration;

/// <summary>A place in the file; both numbers from 1.</summary>
internal readonly record struct Place(int Line, int Column)
{
    public static readonly Place Start = new(1, 1);
}
