namespace ModelCI.Reporting;

/// <summary>Bars made of characters, for terminals and Markdown.</summary>
public static class TextBars
{
    /// <summary>How much of a total is used, as <c>[####......]</c>. Anything above 0 shows at least one mark, anything below the total one gap.</summary>
    public static string Share(double used, double total, int width)
    {
        var marks = total <= 0 ? 0 : (int)Math.Round(Math.Clamp(used / total, 0, 1) * width);
        if (used > 0) marks = Math.Max(1, marks);
        if (used < total) marks = Math.Min(width - 1, marks);
        return $"[{new string('#', marks)}{new string('.', width - marks)}]";
    }

    /// <summary>An interval with its estimate and the constant of the condition on one scale: <c>0 |   |---o----|</c>.</summary>
    public static string Interval(double lower, double? estimate, double upper, double constant, int width)
    {
        var (least, most) = (Math.Min(lower, constant), Math.Max(upper, constant));
        var line = new char[width];
        Array.Fill(line, ' ');
        for (var at = Place(lower); at <= Place(upper); at++) line[at] = '─';
        line[Place(lower)] = '├';
        line[Place(upper)] = '┤';
        if (estimate is { } value) line[Place(value)] = '●';
        line[Place(constant)] = '┃';
        return new string(line).TrimEnd();

        int Place(double value) => most > least ? (int)Math.Round((value - least) / (most - least) * (width - 1)) : 0;
    }
}
