using System.Text.Json;
using System.Text.Json.Serialization;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Accounting;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(KebabCase<Mode>), typeof(KebabCase<Adaptivity>), typeof(KebabCase<Feedback>), typeof(KebabCase<AccountingScheme>),
        typeof(KebabCase<Reading>), typeof(KebabCase<ClauseOutcome>), typeof(KebabCase<Retirement>),
        typeof(KebabCase<Shortage>), typeof(KebabCase<DecisionMethod>), typeof(KebabCase<LossKind>),
    ])]
[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(SealedDetails))]
internal sealed partial class LedgerJson : JsonSerializerContext;

/// <summary>Enumerations as in modelci.yml: <c>fp-free</c>.</summary>
public sealed class KebabCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
