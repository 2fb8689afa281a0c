using Dispatch.Abstractions;

namespace Dispatch.Channels.Email;

/// <summary>Why a shipment can never be a message.</summary>
/// <param name="Reason">The outcome's reason.</param>
/// <param name="Field">What is at fault, as errors name it; never its value.</param>
/// <param name="What">What is wrong with it.</param>
/// <param name="Mend">What to do about it.</param>
internal sealed record MessageFault(ReasonCode Reason, string Field, string What, string Mend);
