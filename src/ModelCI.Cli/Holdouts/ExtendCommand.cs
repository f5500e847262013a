using System.CommandLine;
using System.Globalization;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Keys;
using ModelCI.Cli.Terminals;

namespace ModelCI.Cli.Holdouts;

/// <summary><c>modelci holdout extend</c>: appends new items to a test set.</summary>
internal static class ExtendCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var command = new Command(
            "extend",
            "Enter new items, which the configured files hold beside the old ones, into the account. New items must be independent draws from production; they are "
            + "read behind all old ones. Evaluations go on being counted; a candidate that was decided or that waits on the smaller test set is a new question on the larger one, and takes a new step");
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    var keys = KeyRing.Take();
                    var extension = Extension.Append(ConfigurationReader.Read(common.ConfigurationFile(parse)), keys, TimeProvider.System, cancellation);
                    terminal.Result(common.IsJson(parse) ? ToJson(extension) : ToText(extension));
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }

    private static string ToText(Extension extension) => extension.Added == 0
        ? string.Create(CultureInfo.InvariantCulture, $"nothing new: the account of '{extension.TestSet}' has all {extension.Items:#,0} items\n")
        : string.Create(CultureInfo.InvariantCulture, $"the test set '{extension.TestSet}' has {extension.Items:#,0} items now: {extension.Added:#,0} new ones, read behind all others\n")
            + "Next: `modelci test`. Asked again, a candidate that was undecided takes a new\nstep: to go on at the old one's level is not built.\n";

    private static string ToJson(Extension extension) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "modelci.holdout-extension/1");
        json.WriteString("testSet", extension.TestSet);
        json.WriteNumber("added", extension.Added);
        json.WriteNumber("items", extension.Items);
        json.WriteEndObject();
    });
}
