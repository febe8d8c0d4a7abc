using System.Reflection;

[assembly: AssemblyVersion("1.1.46.0")]
[assembly: AssemblyNativeVersion("0.0.0.0")]
