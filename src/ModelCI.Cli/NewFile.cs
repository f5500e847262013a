using ModelCI.Core.Problems;

namespace ModelCI.Cli;

/// <summary>A file that the user named as output.</summary>
internal static class NewFile
{
    /// <summary>Checks before long work that the file can be meant.</summary>
    /// <exception cref="ModelCIException">MCI1025: a folder, or a file that is there.</exception>
    public static void Check(string file, bool overwrite)
    {
        var path = Path.GetFullPath(file);
        if (Directory.Exists(path)) throw new ModelCIException("MCI1025", "a folder was given where a file is needed", file, "name a file with --output FILE");
        if (!overwrite && File.Exists(path))
            throw new ModelCIException("MCI1025", "the file exists already and would be overwritten", file, "move it away, name another with --output FILE, or replace it with --force");
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new ModelCIException("MCI1025", "there is no such folder to write to", file, "make it, or name another file with --output FILE");
    }

    /// <summary>Writes it as a whole or not at all.</summary>
    /// <param name="write">Gets the path of a file that is not there yet.</param>
    /// <exception cref="ModelCIException">MCI1025: it cannot be written.</exception>
    public static void Write(string file, bool overwrite, Action<string> write)
    {
        Check(file, overwrite);
        var path = Path.GetFullPath(file);
        var partial = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}{Path.GetExtension(path)}");
        try
        {
            write(partial);
            File.Move(partial, path, overwrite);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModelCIException("MCI1025", $"the file cannot be written: {failure.Message}", file, "name another with --output FILE");
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
