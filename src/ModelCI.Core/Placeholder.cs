namespace ModelCI.Core;
internal static class Placeholder;
