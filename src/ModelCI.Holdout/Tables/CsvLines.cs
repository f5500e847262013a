namespace ModelCI.Holdout.Tables;

/// <summary>DuckDB counts records where a user's editor counts lines; the two differ once a quoted field holds a line end.</summary>
internal static class CsvLines
{
    /// <summary>The line in which a record begins, both counted from 1; <paramref name="record"/> itself where the text has fewer records.</summary>
    public static long Of(long record, Stream stream)
    {
        var (lines, records, isQuoted) = (1L, 1L, false);
        while (records < record)
        {
            switch (stream.ReadByte())
            {
                case < 0:
                    return record;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '\n':
                    lines++;
                    if (!isQuoted) records++;
                    break;
            }
        }
        return lines;
    }
}
