"""What can be told of who came, when and for how long: hours, registers, certificates, copies of sealed sheets."""
