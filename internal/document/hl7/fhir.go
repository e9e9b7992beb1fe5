package hl7

func FHIR(data []byte) (*Document, error) { return nil, ErrDamaged }
