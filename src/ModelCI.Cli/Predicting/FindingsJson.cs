using System.Text.Json.Serialization;
using ModelCI.Inference;

namespace ModelCI.Cli.Predicting;

[JsonSerializable(typeof(ModelFindings))]
internal sealed partial class FindingsJson : JsonSerializerContext;
