namespace ModelCI.Cli.Configuration.Yaml;

internal enum ScalarQuoting
{
    Plain,
    Single,
    Double,
    Block,
}
