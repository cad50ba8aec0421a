using System.Net.Http;
using EhrAdapters.SignIn;

namespace EhrAdapters.Vendors;

/// <summary>Everything one adapter is made of.</summary>
internal sealed record AdapterContext(
    VendorProfile Profile, Connection Connection, ConnectionSecrets Secrets, EhrAdapterOptions Options, HttpMessageHandler Handler, TimeProvider Time, AttemptLimit Attempts, SecretHabits Habits);
