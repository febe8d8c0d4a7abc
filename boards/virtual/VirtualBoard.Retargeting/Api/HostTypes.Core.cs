namespace VirtualBoard.Retargeting.Api;

internal static partial class HostTypes
{
    private const string Hash = "hash codes of the host differ from run to run";
    private const string Culture = "the host compares by culture, the board by character code";
    private const string Parsing = "the host accepts other text and throws other exceptions than the board";
    private const string Formatting = "the host formats otherwise than the board";
    private const string Boxed = "the host prints enums and floating-point numbers otherwise than the board";
    private const string Shared = "interned strings would be shared between boards";
    private const string Derived = "only compilers derive from it, and they name a delegate or an array instead";
    private const string Searches = "it would search the host's types";
    private const string HostMembers = "the host's types have members that the board's have not";

    /// <summary>What compilers and the language itself lean on.</summary>
    private static IReadOnlyList<HostType> Language =>
    [
        new("System.Object", new("GetHashCode", Hash), new("ToString", Boxed)),
        new("System.ValueType"),
        new("System.Enum", new DeniedMember("ToString", "the board prints the number of an enum, the host its name")),
        new("System.Void"),
        new("System.Array", new DeniedMember(".ctor", Derived)),
        new("System.Delegate", new DeniedMember(".ctor", Derived)),
        new("System.MulticastDelegate", new DeniedMember(".ctor", Derived)),
        new("System.MarshalByRefObject"),
        new("System.AsyncCallback"),
        new("System.IAsyncResult"),
        new("System.Action"),
        new("System.Action`1"),
        new("System.Action`2"),
        new("System.EventHandler`1"),
        new("System.Func`1"),
        new("System.Func`2"),
        new("System.Func`3"),
        new("System.EventArgs"),
        new("System.EventHandler"),
        new("System.ICloneable"),
        new("System.IComparable"),
        new("System.IDisposable"),
        new("System.Threading.ThreadStart"),
        new("System.Threading.TimerCallback"),
        new("System.Threading.Interlocked"),
        new("System.Threading.Timeout"),
        new("System.RuntimeTypeHandle"),
        new("System.RuntimeFieldHandle"),
        new("System.RuntimeMethodHandle"),
        new(
            "System.Runtime.CompilerServices.RuntimeHelpers",
            new("get_OffsetToStringData", "it serves pointers into strings, which nanoFramework's metadata processor refuses"),
            new("RunClassConstructor", "static constructors have all run before Main")),
        new("System.Runtime.CompilerServices.IsExternalInit"),
        new(
            "System.Type",
            new("GetType", Searches),
            new("get_Assembly", HostMembers),
            new("get_AssemblyQualifiedName", HostMembers),
            new("get_BaseType", HostMembers),
            new("IsInstanceOfType", "the board takes a type object for an object of that type"),
            new("InvokeMember", HostMembers),
            new("GetConstructor", HostMembers),
            new("GetConstructors", HostMembers),
            new("GetMethod", HostMembers),
            new("GetMethods", HostMembers),
            new("GetField", HostMembers),
            new("GetFields", HostMembers),
            new("GetInterfaces", HostMembers)),
        new("System.Reflection.MemberInfo", new DeniedMember("GetCustomAttributes", HostMembers)),
        new("System.Reflection.MethodBase", new DeniedMember("Invoke", "what the method throws would arrive wrapped")),
        new("System.Reflection.MethodInfo"),
        new(
            "System.Reflection.ConstructorInfo",
            new("Invoke", "what the constructor throws would arrive wrapped"),
            new("GetCustomAttributes", HostMembers)),
        new("System.Reflection.FieldInfo", new DeniedMember("GetCustomAttributes", HostMembers)),
        new("System.Reflection.PropertyInfo"),
        new("System.Reflection.ParameterInfo"),
        new("System.Reflection.Binder"),
        new("System.Reflection.BindingFlags"),
        new("System.Reflection.MemberTypes"),
        new("System.Reflection.IReflect", new("GetMethod", HostMembers), new("GetField", HostMembers)),
    ];

    /// <summary>Numbers, times and other values.</summary>
    private static IReadOnlyList<HostType> Values =>
    [
        new("System.Boolean"),
        new("System.Char"),
        Integer("System.SByte"),
        Integer("System.Byte"),
        Integer("System.Int16"),
        Integer("System.UInt16"),
        Integer("System.Int32"),
        Integer("System.UInt32"),
        Integer("System.Int64"),
        Integer("System.UInt64"),
        new("System.Single", new("ToString", Formatting), new("Parse", Parsing), new("TryParse", Parsing)),
        new("System.Double", new("ToString", Formatting), new("Parse", Parsing), new("TryParse", Parsing)),
        new("System.IntPtr"),
        new("System.UIntPtr"),
        new("System.DateTimeKind"),
        new("System.DayOfWeek"),
        new("System.TimeSpan"),
        new("System.Guid", new DeniedMember("NewGuid", "it would differ from run to run")),
        new("System.Version"),
        new("System.DBNull"),
        new("System.TypeCode"),
        new("System.BitConverter"),
        new("System.Base64FormattingOptions"),
        new(
            "System.Convert",
            [.. Integers.Select(t => new DeniedMember($"To{t}(System.String,System.Int32)", Parsing)),
             new("ToSingle", Parsing),
             new("ToDouble", Parsing),
             new("ToDateTime", Parsing)]),
    ];

    /// <summary>Strings.</summary>
    private static IReadOnlyList<HostType> Text =>
    [
        new(
            "System.String",
            new("Format", Formatting),
            new("Concat(System.Object)", Boxed),
            new("Concat(System.Object,System.Object)", Boxed),
            new("Concat(System.Object,System.Object,System.Object)", Boxed),
            new("Concat(System.Object[])", Boxed),
            new("Compare", Culture),
            new("CompareTo", Culture),
            new("IndexOf(System.String)", Culture),
            new("IndexOf(System.String,System.Int32)", Culture),
            new("IndexOf(System.String,System.Int32,System.Int32)", Culture),
            new("LastIndexOf(System.String)", Culture),
            new("LastIndexOf(System.String,System.Int32)", Culture),
            new("LastIndexOf(System.String,System.Int32,System.Int32)", Culture),
            new("StartsWith", Culture),
            new("EndsWith", Culture),
            new("ToLower", Culture),
            new("ToUpper", Culture),
            new("Intern", Shared),
            new("IsInterned", Shared)),
        new(
            "System.Text.StringBuilder",
            new("Append(System.Object)", Boxed),
            new("Append(System.Single)", Formatting),
            new("Append(System.Double)", Formatting)),
        new("System.Text.Encoding"),
        new("System.Text.UTF8Encoding"),
        new("System.Text.Decoder"),
    ];

    /// <summary>Collections that arrays and <c>foreach</c> need.</summary>
    private static IReadOnlyList<HostType> Collections =>
    [
        new("System.Collections.ICollection"),
        new("System.Collections.IComparer"),
        new("System.Collections.IEnumerable"),
        new("System.Collections.IEnumerator"),
        new("System.Collections.IEqualityComparer"),
        new("System.Collections.IList"),
    ];

    /// <summary>Exceptions.</summary>
    private static IReadOnlyList<HostType> Exceptions =>
    [
        new("System.Exception"),
        new("System.SystemException"),
        new("System.ApplicationException"),
        new("System.AppDomainUnloadedException"),
        new("System.ArgumentException"),
        new("System.ArgumentNullException"),
        new("System.ArgumentOutOfRangeException"),
        new("System.FormatException"),
        new("System.IndexOutOfRangeException"),
        new("System.InvalidCastException"),
        new("System.InvalidOperationException"),
        new("System.NotImplementedException"),
        new("System.NotSupportedException"),
        new("System.NullReferenceException"),
        new("System.ObjectDisposedException"),
        new("System.OutOfMemoryException"),
        new("System.PlatformNotSupportedException"),
        new("System.TimeoutException"),
    ];

    /// <summary>Types that NanoApi declares without some members, for a reason worth telling.</summary>
    private static IReadOnlyList<HostType> Partial =>
    [
        new(
            "System.Reflection.Assembly",
            new DeniedMember("Load(System.Byte[])", "it loads an image for nanoCLR, which a virtual board does not run: reference the assembly instead")),
    ];

    /// <summary>Types that are in neither list for a reason worth telling.</summary>
    private static IReadOnlyList<DeniedMember> Refused =>
    [
        new("System.WeakReference", "when the host collects garbage differs from run to run"),
        new("System.DateTime", "the board's dates begin in 1601"),
        new("System.Random", "the host's random numbers differ from run to run"),
        new("System.RuntimeArgumentHandle", "nanoCLR has no methods with a variable number of unnamed arguments"),
        new("System.TypedReference", "nanoCLR does not carry out the instructions that make one"),
        new("System.Runtime.Remoting.RemotingServices", "there is one application domain on a board: nothing is ever remote"),
    ];

    private static string[] Integers => ["SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64"];

    private static HostType Integer(string name) =>
        new(name, new("ToString(System.String)", Formatting), new("Parse", Parsing), new("TryParse", Parsing));
}
