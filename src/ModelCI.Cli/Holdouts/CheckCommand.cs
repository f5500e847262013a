using System.CommandLine;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Keys;
using ModelCI.Cli.Terminals;
using ModelCI.Cli.Validating;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Validation;
using ModelCI.Holdout;

namespace ModelCI.Cli.Holdouts;

/// <summary><c>modelci holdout check</c>: holds a test set against its schema and the models, or makes a first schema.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var infer = new Option<bool>("--infer") { Description = "Write a schema that the test set fulfils, to look at, edit and commit" };
        var force = new Option<bool>("--force") { Description = "Replace a schema that exists" };
        var command = new Command(
            "check",
            "Hold items and labels against the schema (holdout.schema, else holdout/schema.yml) and the models' inputs and outputs. It prints ids, values and counts: for "
            + "people who may see the test set, and for no log that those who train models can read") { infer, force };
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    if (parse.GetValue(force) && !parse.GetValue(infer))
                        throw new ModelCIException("MCI1010", "--force replaces a schema, which only --infer writes", "--force", "leave --force out, or add --infer");
                    var keys = KeyRing.Take();
                    var configuration = ConfigurationReader.Read(common.ConfigurationFile(parse));
                    var holdout = HoldoutFiles.Read(configuration, keys, terminal, TimeProvider.System);
                    return parse.GetValue(infer)
                        ? Infer(configuration, holdout, parse.GetValue(force), terminal, common.IsJson(parse))
                        : Check(configuration, holdout, terminal, common.IsJson(parse));
                },
                cancellation));
        });
        return command;
    }

    private static int Check(GateConfiguration configuration, HoldoutData holdout, Terminal terminal, bool isJson)
    {
        var file = SchemaFile.Of(configuration);
        var schema = file.Read();
        var findings = HoldoutCheck.Of(schema, holdout.Items, holdout.Labels, CheckDepth.Everything, configuration.Holdout.Classes is not null);
        var report = new CheckReport(
            configuration.Holdout.Name, holdout.Items.Count, holdout.Items.Columns.Count, schema is null ? null : file.Written, findings, ModelCheck.Of(configuration, holdout));
        terminal.Result(isJson ? report.ToJson() : report.ToText());
        return report.Errors > 0 ? ExitCodes.Problem : ExitCodes.Success;
    }

    private static int Infer(GateConfiguration configuration, HoldoutData holdout, bool overwrite, Terminal terminal, bool isJson)
    {
        var file = SchemaFile.Of(configuration);
        var isSealed = HoldoutReader.IsSealedInPart(configuration.Holdout);
        file.Write(SchemaInference.Of(holdout.Items, holdout.Labels, isSealed), configuration.Holdout.Name, isSealed, overwrite);
        terminal.Result(isJson
            ? JsonText.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("schema", "modelci.holdout-schema/1");
                json.WriteString("testSet", configuration.Holdout.Name);
                json.WriteString("schemaFile", file.Written);
                json.WriteNumber("columns", holdout.Items.Columns.Count);
                json.WriteBoolean("structureOnly", isSealed);
                json.WriteEndObject();
            })
            : $"wrote {file.Written}: look at it, commit it, and edit it where the data may rightly be otherwise\n");
        // The schema takes the test set as it is; what is odd about it shows now or never.
        var odd = HoldoutCheck.Of(null, holdout.Items, holdout.Labels, CheckDepth.Everything);
        if (odd.Count > 0) terminal.Note("What the schema allows now, and is worth a look first:\n\n" + CheckReport.Table(FindingGroup.Of(odd)).TrimEnd('\n'));
        return ExitCodes.Success;
    }
}
