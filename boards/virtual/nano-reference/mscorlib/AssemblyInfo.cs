using System.Reflection;

[assembly: AssemblyVersion("1.17.11.0")]
[assembly: AssemblyNativeVersion("100.5.0.24")]
