namespace VirtualBoard.NanoApi.Objects;

/// <summary>Equality as nanoCLR's native collections test it: values by content, all other objects by reference, overrides not asked.</summary>
internal static class ObjectEquality
{
    public static bool AreSame(object left, object right) =>
        ReferenceEquals(left, right) || (left is string or ValueType && left.Equals(right));
}
