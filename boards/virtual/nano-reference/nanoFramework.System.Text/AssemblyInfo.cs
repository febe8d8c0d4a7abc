using System.Reflection;

[assembly: AssemblyVersion("1.3.1.0")]
[assembly: AssemblyNativeVersion("100.0.0.1")]
