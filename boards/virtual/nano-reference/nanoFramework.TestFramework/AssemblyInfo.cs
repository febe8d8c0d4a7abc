using System.Reflection;

[assembly: AssemblyVersion("3.0.77.0")]
[assembly: AssemblyNativeVersion("1.0.0.0")]
